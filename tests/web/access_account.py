"""Who gets in at the account's door: anybody to sign in, everyone signed in to their own account."""

from tests.web.rules import EVERYBODY, SIGNED_IN, Rule

NOBODY = frozenset()


def nobody_yet(*, args=lambda _story: ()):
    """Steps of a sign-in that was not begun, keys one does not have: nobody is anywhere near them."""
    return Rule(NOBODY, args=args, refused=(302, 403, 404))


ACCESS = {
    "account:home": Rule(SIGNED_IN),
    "account:door": Rule(SIGNED_IN),
    "account:profile": Rule(SIGNED_IN),
    "account:my_data": Rule(SIGNED_IN),
    "account_login": Rule(EVERYBODY),
    "account_request_login_code": Rule(EVERYBODY),
    "account_confirm_login_code": nobody_yet(),
    "account_logout": Rule(EVERYBODY),
    "account_signup": Rule(EVERYBODY),
    "account_inactive": Rule(EVERYBODY),
    "account_reauthenticate": Rule(SIGNED_IN),
    "account_email": Rule(SIGNED_IN),
    "account_email_verification_sent": nobody_yet(),
    "account_change_password": Rule(SIGNED_IN),
    "account_set_password": Rule(SIGNED_IN),
    "account_reset_password": Rule(EVERYBODY),
    "account_reset_password_done": Rule(EVERYBODY),
    "account_reset_password_from_key": Rule(EVERYBODY, args=lambda _s: ("1", "inconnue")),
    "account_reset_password_from_key_done": Rule(EVERYBODY),
    "mfa_index": Rule(SIGNED_IN),
    "mfa_authenticate": nobody_yet(),
    "mfa_reauthenticate": nobody_yet(),
    "mfa_activate_totp": Rule(SIGNED_IN),
    "mfa_deactivate_totp": nobody_yet(),
    "mfa_view_recovery_codes": nobody_yet(),
    "mfa_generate_recovery_codes": Rule(SIGNED_IN),
    "mfa_download_recovery_codes": nobody_yet(),
    "mfa_list_webauthn": Rule(SIGNED_IN),
    "mfa_add_webauthn": Rule(SIGNED_IN),
    "mfa_reauthenticate_webauthn": nobody_yet(),
    "mfa_remove_webauthn": nobody_yet(args=lambda _s: (1,)),
    "mfa_edit_webauthn": nobody_yet(args=lambda _s: (1,)),
    "mfa_login_webauthn": nobody_yet(),
}
