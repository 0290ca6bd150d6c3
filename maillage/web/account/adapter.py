"""Where the sign-in library asks us."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The library's way; its mails go through Django's backend, that is, through our outbox."""

    def populate_username(self, request: object, user: object) -> None:
        """People sign in by e-mail: there is no user name to make up."""
