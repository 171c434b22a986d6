from decimal import Decimal

import pytest

from mocks.komet.own_data.loading import loaded
from mocks.komet.own_data.problems import BadFiles
from mocks.komet.records import FUTURE, ON_HAND
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from tests.mocks.komet.own_data.bringing import (
    DAY,
    FILES,
    FREEDOM,
    INVENTORY,
    PRODUCTS,
    load,
    seeded,
    workbook,
    wrong,
)

CUSTOMERS = "Customer Id,Name,Code,Active\n"
CARRIERS = "ID,Carrier,Code,Active\n"


# --- products -------------------------------------------------------------------------------------


def test_a_product_is_called_by_all_its_words_but_none_twice(tmp_path):
    text = f"{PRODUCTS}{FREEDOM},Rose,,Pink,Pink Mondial Rose,,N\n"
    first, second = load(tmp_path, products=text).own.products
    assert first.description == "Rose Freedom Red 50 cm"
    assert (second.description, second.code, second.active) == ("Pink Mondial Rose", "", False)
    assert (first.id, first.company_id) == (300001, COMPANY)
    assert second.id == 100_001


def test_a_name_may_not_become_too_long_in_the_end(tmp_path):
    row = f",{'c' * 100},,{'d' * 50},{'v' * 60},,Y\n"
    assert wrong(tmp_path, products=PRODUCTS + row) == [
        "products.csv, row 2, column Variety: category, variety, color and grade make 212"
        " characters together, at most 200 can be"
    ]


def test_an_id_of_a_neighbour_can_not_be_had(tmp_path):
    (said,) = wrong(tmp_path, products=f"{PRODUCTS}900001,Rose,,,Freedom,,Y\n")
    assert said.startswith("products.csv, row 2, column Product ID: 900001 is another company's")


def test_an_old_workbook_with_its_explaining_row_loads_as_it_is():
    found = loaded(seeded(), {"products": FILES / "products.xls"}, DAY, 20)
    assert [one.code for one in found.own.products] == ["RF50", "7060"]
    assert found.notes[0].endswith("products.xls: row 2 explains the columns and is left out")
    assert found.notes[-1] == "no inventory was given: 20 lines of the products are made up"


# --- customers and carriers -----------------------------------------------------------------------


def test_a_customer_has_the_fields_of_its_file(tmp_path):
    header = (
        "Name;Code;Default Price;Price B Mark Up Sign;Price B Mark Up Value;Send Invoices To;"
        "Shipping Address;Shipping City;Billing City;E-commerce Display Vendor;Credit Limit"
    )
    row = "Café Fleur;CAFE;B;%;8,5;a@b.test;3 Rue;Duluth;Reno;Only the code;2500"
    own = load(tmp_path, customers=f"{header}\n{row}\n").own
    kept, made = own.customers
    assert (kept.id, kept.code) == (CUSTOMER, "IBF")
    assert (made.name, made.code, made.price_list, made.vendor_shown) == (
        "Café Fleur",
        "CAFE",
        "B",
        "code",
    )
    assert (made.price_b_markup, made.credit_limit) == (Decimal("8.5"), 2500)
    assert (made.shipping.street, made.billing.city) == ("3 Rue", "Reno")
    (ship_to,) = own.ship_tos
    assert (ship_to.customer_id, ship_to.name, ship_to.city) == (made.id, "Café Fleur", "Duluth")


def test_the_marketplace_is_kept_where_the_file_does_not_hold_it(tmp_path):
    found = load(tmp_path, customers=f"{CUSTOMERS},Petals,PETALS,Y\n")
    assert [one.id for one in found.own.customers] == [CUSTOMER, 7101]
    assert found.notes[-1].endswith("which is the marketplace: it is kept")


@pytest.mark.parametrize("row", ["7001,Petals,PETALS,Y", ",Market,ibf,Y", "7001,Market,IBF,Y"])
def test_a_row_stands_for_the_marketplace_by_its_id_or_its_code(tmp_path, row):
    found = load(tmp_path, customers=f"{CUSTOMERS}{row}\n")
    (customer,) = found.own.customers
    assert (customer.id, customer.code) == (CUSTOMER, row.split(",")[2])
    assert (customer.carrier_id, customer.freight_per_fbe) == (FEDEX, 18)
    assert "row 2 stands for iBuyFlowers" in found.notes[-1]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("9,Market,IBF,Y", "column Customer Id: IBF is the code of Customer Id 7001"),
        ("7001,Market,IBF,N", "column Active: it stands for iBuyFlowers (IBF, id 7001)"),
        ("8001,Petals,PETALS,Y", "column Customer Id: 8001 is another company's"),
    ],
)
def test_the_marketplace_stays_what_the_lab_needs(tmp_path, row, problem):
    (said,) = wrong(tmp_path, customers=f"{CUSTOMERS}{row}\n")
    assert said.startswith(f"customers.csv, row 2, {problem}")


def test_fedex_stays_and_may_be_called_otherwise(tmp_path):
    found = load(tmp_path, carriers=f"{CARRIERS},Truck,TRK,Y\n,Our FedEx,fdx,\n")
    truck, fedex = found.own.carriers
    assert (truck.id, truck.code, truck.weekdays) == (1401, "TRK", (0, 1, 2, 3, 4))
    assert (fedex.id, fedex.name, fedex.cut_offs) == (FEDEX, "Our FedEx", ("1500",) * 7)


def test_a_carrier_that_brings_boxes_in_says_what_it_takes(tmp_path):
    assert wrong(tmp_path, carriers="Carrier,Code,Inbound\nTruck,TRK,Y\n") == [
        "carriers.csv, row 2, column Inbound Cube Rate: the carrier is Inbound: give its rate per"
        " cube"
    ]


def test_a_mark_up_in_dollars_is_said_to_be_of_no_effect(tmp_path):
    text = "Name,Code,E-commerce Mark Up Value\nPetals,P,3\nCafe,C,\nFleur,F,1\n"
    found = load(tmp_path, customers=text)
    assert [one.ecommerce_markup for one in found.own.customers] == [0, 0, 0, 0]
    assert found.notes[-1].endswith("only those in % (row 2 and 1 more)")


# --- days of service ------------------------------------------------------------------------------

SERVICES = "Customer Code,Carrier Code,Monday,Friday,Transit Days,Rate(per Cube)\n"


def test_days_of_service_are_agreed_between_the_customers_and_carriers_of_the_files(tmp_path):
    own = load(
        tmp_path,
        carriers=f"{CARRIERS},Truck,TRK,Y\n",
        customers=f"{CUSTOMERS},Petals,P,Y\n",
        days_of_service=f"{SERVICES}p,trk,x,X,2,1.25\nP,FDX,X,,,\n",
    ).own
    kept, petals = own.customers
    assert kept.services == ()
    truck, fedex = petals.services
    assert (truck.carrier_id, truck.weekdays, truck.transit_days) == (1401, (0, 4), 2)
    assert (fedex.carrier_id, fedex.weekdays, fedex.cube_rate) == (FEDEX, (0,), Decimal("4.50"))
    assert truck.cube_rate == Decimal("1.25")


def test_days_of_service_alone_are_those_of_the_seeded_customers(tmp_path):
    own = load(tmp_path, days_of_service=f"{SERVICES}IBF,ARM,X,,,\n").own
    assert own.carriers is None
    assert [len(one.services) for one in own.customers if one.id == CUSTOMER] == [1]
    assert len(own.customers) > 3


def test_days_of_service_lead_to_somebody_on_some_day_once(tmp_path):
    rows = "IBF,XX,X,,,\nNOBODY,ARM,X,,,\nIBF,ARM,,,,\nIBF,FDX,yes,,,\nIBF,ARM,X,,100,\n"
    assert wrong(tmp_path, days_of_service=SERVICES + rows) == [
        "days_of_service.csv, row 5, column Monday: 'yes'; give X",
        "days_of_service.csv, row 6, column Transit Days: '100'; give a whole number from 0 to 99",
        "days_of_service.csv, row 2, column Carrier Code: there is no carrier XX",
        "days_of_service.csv, row 3, column Customer Code: there is no customer NOBODY",
        "days_of_service.csv, row 4, column Monday: mark one of the weekdays with X",
        "days_of_service.csv, row 6, column Carrier Code: ARM serves IBF in row 4 too",
    ]


# --- inventory ------------------------------------------------------------------------------------


def test_a_line_is_on_hand_unless_a_day_says_when_it_comes(tmp_path):
    text = (
        "inventoryId,companyProductId,vendor,quantity,totalUnits,boxTypeId,unitType,bunches,"
        "unitsPerBox,stemsBunch,price,priceB,portOfOrigin,availableFrom,availableTo\n"
        "5,300001,Green Hill,12,120,1058,Bunch,10,10,25,$9.75,10.50,BOG,,\n"
        ",300001,green hill,4,,1057,Stem,12,300,25,0.42,,,2026-12-01,2026-12-08\n"
    )
    own = load(tmp_path, products=PRODUCTS + FREEDOM, inventory=text).own
    here, later = own.lots
    (vendor,) = own.vendors
    assert (here.id, here.origin, here.day, here.until) == (5, ON_HAND, DAY, None)
    assert (here.left, here.price, here.price_b) == (12, Decimal("9.75"), Decimal("10.50"))
    assert (later.origin, str(later.day), str(later.until)) == (FUTURE, "2026-12-01", "2026-12-08")
    assert (later.id, later.price_b, later.units_per_box) == (428_001 + 12, Decimal("0.42"), 300)
    assert {here.vendor_id, later.vendor_id} == {vendor.id}
    assert (vendor.name, vendor.port, later.port) == ("Green Hill", "BOG", "BOG")


def test_a_product_is_found_by_id_code_or_name(tmp_path):
    text = (
        "companyProductId,productCode,productDescription,quantity,boxTypeCode,unitType,bunches,price\n"
        "300001,,,1,QB,Bunch,1,1\n,rf50,,1,qb,Bunch,1,1\n,,ROSE freedom Red 50 cm,1,QB,Bunch,1,1\n"
    )
    own = load(tmp_path, products=PRODUCTS + FREEDOM, inventory=text).own
    assert [one.product_id for one in own.lots] == [300001] * 3


def test_inventory_alone_is_of_the_seeded_products(tmp_path):
    state = seeded()
    product = next(one for one in state.products.values() if one.company_id == COMPANY and one.code)
    own = load(tmp_path, inventory=f"{INVENTORY}{product.code},1,QB,Bunch,10,25,1\n").own
    assert (own.products, own.lots[0].product_id) == (None, product.id)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("XX,1,QB,Bunch,10,25,1", "column productCode: there is no product XX"),
        (",1,QB,Bunch,10,25,1", "column companyProductId: give it, or productCode or"),
        ("TWIN,1,JB,Bunch,10,25,1", "column boxTypeCode: there is no box type JB; there are FB"),
        ("TWIN,1,,Bunch,10,25,1", "column boxTypeCode: it is empty; there are FB (1056)"),
        ("TWIN,1,QB,Stem,10,,1", "column stemsBunch: a line sold by the Stem needs stems"),
        ("TWIN,1,QB,Box,10,25,1", "column unitType: 'Box'; give Bunch or Stem"),
        ("TWIN,x,QB,Bunch,10,25,1", "column quantity: 'x'; give a whole number from 0 to"),
    ],
)
def test_a_line_that_leads_nowhere_is_a_problem(tmp_path, row, problem):
    products = f"{PRODUCTS}{FREEDOM}7,Rose,TWIN,Red,Freedom,50 cm,Y\n"
    (said,) = wrong(tmp_path, products=products, inventory=f"{INVENTORY}{row}\n")
    assert said.startswith(f"inventory.csv, row 2, {problem}")


@pytest.mark.parametrize(
    ("more", "values", "problem"),
    [
        ("unitsPerBox", "9", "column unitsPerBox: 9, but bunches and stemsBunch make 10"),
        ("totalUnits", "11", "column totalUnits: 11, but 2 boxes hold 20"),
        ("companyProductId", "7", "column productCode: RF50 is product 300001, not 7"),
        ("boxTypeId", "1056", "column boxTypeCode: there is no box type QB 1056; there are FB"),
        ("availableTo", "2026-12-01", "column availableTo: 2026-12-01 needs a day in avail"),
        (
            "availableFrom,availableTo",
            "2026-12-02,2026-12-01",
            "column availableTo: 2026-12-01 needs",
        ),
    ],
)
def test_what_a_row_says_twice_has_to_agree(tmp_path, more, values, problem):
    products = f"{PRODUCTS}{FREEDOM}7,Rose,TWIN,Red,Freedom,50 cm,Y\n"
    inventory = f"{INVENTORY.strip()},{more}\nRF50,2,QB,Bunch,10,25,1,{values}\n"
    (said,) = wrong(tmp_path, products=products, inventory=inventory)
    assert said.startswith(f"inventory.csv, row 2, {problem}")


def test_what_is_wrong_in_itself_is_not_said_to_disagree_as_well(tmp_path):
    inventory = f"{INVENTORY.strip()},totalUnits\nRF50,x,QB,Bunch,10,25,1,20\n"
    (said,) = wrong(tmp_path, products=PRODUCTS + FREEDOM, inventory=inventory)
    assert "column quantity: 'x'" in said


def test_a_name_of_several_products_says_which_there_are(tmp_path):
    products = f"{PRODUCTS}{FREEDOM}7,Rose,TWIN,Red,Freedom,50 cm,Y\n"
    inventory = INVENTORY.replace("productCode", "productDescription")
    inventory += "Rose Freedom Red 50 cm,1,QB,Bunch,10,25,1\n"
    (said,) = wrong(tmp_path, products=products, inventory=inventory)
    assert said.endswith("there are several of Rose Freedom Red 50 cm: give one of 300001, 7")


def test_lines_nobody_can_buy_are_loaded_and_said(tmp_path):
    products = f"{PRODUCTS}{FREEDOM},Rose,OLD,,Old,,N\n"
    text = (
        f"{INVENTORY.strip()},availableFrom\nRF50,1,QB,Bunch,10,25,1,2026-11-22\n"
        "RF50,1,QB,Bunch,10,25,1,2026-11-23\nOLD,1,QB,Bunch,10,25,1,\n"
        "RF50,0,QB,Bunch,10,25,1,\nRF50,1,QB,Bunch,10,25,0,\n"
    )
    found = load(tmp_path, products=products, inventory=text)
    assert len(found.own.lots) == 5
    assert [note.partition(": ")[2] for note in found.notes] == [
        "lines of products that are not active, which nobody can buy: 1",
        "lines without boxes or price, which nobody can buy: 2",
        "lines to come until a day before 2026-11-23, which nobody can buy: 1",
    ]


# --- all files together ---------------------------------------------------------------------------


def test_every_problem_of_every_file_is_said_at_once(tmp_path):
    said = wrong(
        tmp_path,
        carriers=f"{CARRIERS},Truck,TRK,y\n",
        customers=f"{CUSTOMERS}1,Petals,P,Y\n1,,P,Y\n",
        products=f"{PRODUCTS}x,Rose,RF50,,Freedom,,Y\n",
        inventory=f"{INVENTORY}RF50,1,QB,Bunch,10,25,free\nGONE,1,QB,Bunch,10,25,1\n",
    )
    assert [one.partition(":")[0] for one in said] == [
        "carriers.csv, row 2, column Active",
        "customers.csv, row 3, column Name",
        "customers.csv, row 3, column Customer Id",
        "customers.csv, row 3, column Code",
        "products.csv, row 2, column Product ID",
        "inventory.csv, row 2, column price",
        "inventory.csv, row 3, column productCode",
    ]


def test_nothing_is_said_to_be_missing_from_a_file_with_no_rows(tmp_path):
    inventory = f"{INVENTORY}RF50,1,QB,Bunch,10,25,1\n"
    (said,) = wrong(tmp_path, products=PRODUCTS, inventory=inventory)
    assert said == "products.csv, row 1: there are no rows below the header"


def test_where_one_file_can_not_be_read_the_others_are_still_checked(tmp_path):
    sheet = workbook(tmp_path / "i.xlsx", {"Stock": [["quantity"], ["many"]]})
    files = {"products": tmp_path / "gone.csv", "inventory": sheet}
    with pytest.raises(BadFiles) as caught:
        loaded(seeded(), files, DAY, 20)
    said = [str(one).removeprefix(f"{tmp_path}/") for one in caught.value.problems]
    assert said[0] == "gone.csv: it can not be opened: No such file or directory"
    assert "i.xlsx, sheet Stock, row 2, column quantity: 'many'; give a whole" in said[-1]
    assert not [one for one in said if "no product" in one]
