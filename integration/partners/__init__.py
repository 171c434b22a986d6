"""The engine's hands: one client per partner, every failure named by what may be done next."""

from integration.partners.axerrio import Axerrio
from integration.partners.http import Http, client_for
from integration.partners.ibuyflowers import IBuyFlowers
from integration.partners.komet import Komet
from integration.partners.operations import CALLS
from integration.partners.refusals import OutOfDate

__all__ = ["CALLS", "Axerrio", "Http", "IBuyFlowers", "Komet", "OutOfDate", "client_for"]
