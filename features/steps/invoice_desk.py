"""Steps about a program of the company's that makes Invoices beside the engine."""

import pytest
from pytest_bdd import then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.invoice_desk import InvoiceDesk
from integration.lab.people.known import amount_in


@pytest.fixture
def desk(lab: Lab) -> InvoiceDesk:
    """The program, and the one Invoice a scenario is about."""
    return InvoiceDesk(lab)


@when(parsers.parse('a program makes a draft Invoice of {boxes:d} boxes of "{name:w}" at {price}'))
def draft(desk: InvoiceDesk, boxes: int, name: str, price: str) -> None:
    """For the marketplace's customer, to ship today; price per unit."""
    desk.makes(name, boxes, amount_in(price), draft=True)


@when(parsers.parse('a program makes an Invoice of {boxes:d} boxes of "{name:w}" at {price}'))
def invoice(desk: InvoiceDesk, boxes: int, name: str, price: str) -> None:
    """One that waits for approval at once."""
    desk.makes(name, boxes, amount_in(price), draft=False)


@when(parsers.parse('the program adds {boxes:d} boxes of "{name:w}" at {price}'))
def add(desk: InvoiceDesk, boxes: int, name: str, price: str) -> None:
    """One more line; Komet may refuse."""
    desk.adds(name, boxes, amount_in(price))


@when(parsers.parse('the program takes "{name:w}" off the Invoice'))
def take_off(desk: InvoiceDesk, name: str) -> None:
    """Its line is deleted; Komet may refuse."""
    desk.takes_off(name)


@when("the program checks the Invoice out")
def check_out(desk: InvoiceDesk) -> None:
    """Komet may refuse."""
    desk.checks_out()


@when("the program confirms the Invoice")
def confirm(desk: InvoiceDesk) -> None:
    """Komet may refuse."""
    desk.confirms()


@then(parsers.parse('the Invoice is "{state}" with {boxes:d} boxes'))
def stands(desk: InvoiceDesk, state: str, boxes: int) -> None:
    """In the words of Komet's screens, such as "Pending Approval"."""
    assert (desk.state(), desk.boxes()) == (state, boxes)


@then(parsers.parse("the fee of the Invoice is {amount}"))
def fee(desk: InvoiceDesk, amount: str) -> None:
    """The one that stands; 0 for none, or one given back."""
    assert desk.fee() == amount_in(amount)
