"""Air waybills: three digits of the airline, seven of a serial, and that serial modulo seven."""

import re

#: A hyphen or a blank may stand after the airline's digits.
WRITTEN = re.compile(r"(\d{3})[- ]?(\d{7})(\d)")
SERIALS = 10**7


def made(prefix: str, serial: int) -> str:
    """The waybill of that airline and serial number, such as ``729-40812170``."""
    digits = serial % SERIALS
    return f"{prefix}-{digits:07d}{digits % 7}"


def problem(text: str) -> str:
    """What is wrong with a waybill, in words; empty if nothing is.

    The airline's digits are not covered, and a wrong last digit of 7 to 9 is always seen.
    """
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return "an air waybill has 11 digits, such as 145-12345675"
    right = int(found[2]) % 7
    return "" if int(found[3]) == right else f"the check digit should be {right}"
