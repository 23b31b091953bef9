"""The tables of this room, one file a subject."""

from bluelamp.policy.models.installed import InstalledPack as InstalledPack
from bluelamp.policy.models.verdicts import Verdict as Verdict
