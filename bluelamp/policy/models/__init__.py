"""The tables of this room, one file a subject."""

from bluelamp.policy.models.answers import FindingAnswer as FindingAnswer
from bluelamp.policy.models.cases import Case as Case
from bluelamp.policy.models.cases import CourtOrder as CourtOrder
from bluelamp.policy.models.cases import Gate as Gate
from bluelamp.policy.models.cases import ProtectedName as ProtectedName
from bluelamp.policy.models.consents import Consent as Consent
from bluelamp.policy.models.elections import ElectionPeriod as ElectionPeriod
from bluelamp.policy.models.exchange import Following as Following
from bluelamp.policy.models.exchange import PackKey as PackKey
from bluelamp.policy.models.exchange import Proposal as Proposal
from bluelamp.policy.models.exchange import PublishedPack as PublishedPack
from bluelamp.policy.models.exchange import Signer as Signer
from bluelamp.policy.models.installed import InstalledPack as InstalledPack
from bluelamp.policy.models.verdicts import Verdict as Verdict
