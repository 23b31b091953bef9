"""`bluelamp manage new_force`: the first force of an installation and its first administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bluelamp.forces import actions
from bluelamp.forces.invitation import link_for
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Told


class Command(BaseCommand):
    help = "Set up a force and its first administrator; prints the link with which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="short name in addresses, such as northmere")
        parser.add_argument("name", help="full name, such as “Northmere Police”")
        parser.add_argument("domain", help="domain of the force's own mailboxes")
        parser.add_argument("--short-name", default="")
        parser.add_argument("--admin-name", required=True)
        parser.add_argument("--admin-email", required=True)

    def handle(self, *args: Any, **given: Any) -> None:
        try:
            with transaction.atomic():
                short = given["short_name"] or given["name"]
                force = actions.open_force(given["slug"], given["name"], short, given["domain"])
                first = actions.welcome(force, given["admin_name"], given["admin_email"])
                actions.appoint(first, Role.ADMIN)
        except Told as told:
            raise CommandError(str(told)) from told
        self.stdout.write(f"{force} is set up. Give this link to {first}; it works once:\n{link_for(first)}")
