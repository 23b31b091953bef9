from django.apps import AppConfig


class ForcesConfig(AppConfig):
    name = "bluelamp.forces"
    label = "forces"

    def ready(self) -> None:
        from bluelamp.audit.append import GUARDS
        from bluelamp.forces import factor, revoke

        factor.connect()
        GUARDS.append(revoke.refuse_the_stopped)
