"""What the engine said, kept for good."""

from django.db import models

from bluelamp.forces.tenancy import Owned
from bluelamp.rulebook.findings import Finding


class Verdict(Owned):
    """What the engine said about exactly these words and pictures (`subject` = the version's digest), kept for good.

    `answers` came from the author, `facts` from the register and the calendar (protected names sealed); `around` holds the rest of what was seen:
    {"case_state", "today", "earlier": [ids of versions], "lang"}. Together with the version and the packs they give the
    same verdict again. `circumstances` is one digest over facts and surroundings: another one means, ask again.
    """

    subject = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10)
    risks = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    around = models.JSONField(default=dict)
    circumstances = models.CharField(max_length=64, blank=True)
    packs = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index("subject", name="verdict_subject")]

    @property
    def said(self) -> list[Finding]:
        """The findings as the engine gave them."""
        return [Finding(**finding) for finding in self.findings]
