"""What the engine said, kept for good."""

from django.db import models

from bluelamp.forces.tenancy import Owned
from bluelamp.rulebook.findings import Finding


class Verdict(Owned):
    """What the engine said about exactly these words and pictures (`subject` = the version's digest), kept for good."""

    subject = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10)
    risks = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    packs = models.JSONField(default=list)

    @property
    def said(self) -> list[Finding]:
        """The findings as the engine gave them."""
        return [Finding(**finding) for finding in self.findings]
