"""What a flower company's catalogue is drawn from. Farms and people are invented."""

from typing import NamedTuple


class Group(NamedTuple):
    """A kind of flower: how it is named, graded, packed and priced.

    `varieties` pairs a colour with a variety; `grades` pairs a grade with the price of a stem (or
    of a gram bunch) in cents; `packs` are (box type, bunches in it, stems in a bunch; 0 = sold by
    weight); `by_stem` of a hundred lines have the stem as their unit.
    """

    name: str
    category: str
    varieties: tuple[tuple[str, str], ...]
    grades: tuple[tuple[str, int], ...]
    packs: tuple[tuple[str, int, int], ...]
    by_stem: int
    weight: int


def _pairs(**colours: str) -> tuple[tuple[str, str], ...]:
    """``Red="Freedom, Explorer"`` as pairs of colour and variety."""
    return tuple(
        (colour.replace("_", " "), variety)
        for colour, varieties in colours.items()
        for variety in varieties.split(", ")
    )


_ROSES = _pairs(
    Red="Freedom, Explorer, Hot Explorer",
    White="Mondial, Playa Blanca, Tibet, Polar Star, Blizzard, Escimo, Akito, Alba",
    Ivory="Vendela",
    Pink="Pink Mondial, Pink Floyd, Sweet Unique, Hermosa, Engagement, Esperance, Sweet Akito",
    Lavender="Ocean Song, Cool Water, Moody Blues, Amnesia, Deep Purple",
    Peach="Quicksand, Sahara, Shimmer, Tiffany, Phoenix, Candlelight",
    Orange="Free Spirit, Nina, Orange Crush",
    Bicolor="Iguana, High Magic, Silantoi",
    Yellow="Brighton, Goldfinch, Tara, Stardust, Momentum",
    Tinted="Machiatto, Coffee Milk",
)
_LENGTHS = (("40 cm", 38), ("50 cm", 52), ("60 cm", 66), ("70 cm", 79), ("80 cm", 95))

GROUPS: tuple[Group, ...] = (
    Group(
        "Rose",
        "Roses",
        _ROSES,
        (*_LENGTHS, ("90 cm", 118), ("100 cm", 140)),
        (("HB", 10, 25), ("HB", 12, 25), ("HB", 14, 25), ("QB", 4, 25), ("QB", 5, 25)),
        35,
        44,
    ),
    Group(
        "Garden Rose",
        "Garden Roses",
        _pairs(White="O'Hara", Pink="Pink O'Hara, Mayra's Rose", Peach="Secret Garden")
        + _pairs(Lavender="Country Blues", Cream="Moonstone"),
        (("40 cm", 110), ("50 cm", 128), ("60 cm", 145)),
        (("QB", 4, 12), ("QB", 6, 12), ("HB", 10, 12)),
        20,
        6,
    ),
    Group(
        "Spray Rose",
        "Spray Roses",
        _pairs(Pink="Majolika, Ilse, Viviana", Red="Rubicon", Peach="Bali"),
        (("40 cm", 55), ("50 cm", 62), ("60 cm", 70)),
        (("QB", 8, 10), ("HB", 18, 10)),
        10,
        6,
    ),
    Group(
        "Carnation",
        "Carnations",
        _pairs(Pink="Zurigo, Bacarat, Fabulous", White="Minami", Red="Doncel", Bicolor="Novia")
        + _pairs(Antique="Nobbio Gelato", Peach="Jodie"),
        (("Select", 30), ("Fancy", 25), ("Standard", 20), ("Short", 15)),
        (("QB", 16, 25), ("QB", 14, 25), ("EB", 6, 25), ("HB", 25, 20)),
        15,
        10,
    ),
    Group(
        "Mini Carnation",
        "Mini Carnations",
        _pairs(Pink="Rony", White="Pigeon", Green="Green Ball, Solomio"),
        (("Select", 28), ("Fancy", 24)),
        (("QB", 20, 10), ("QB", 10, 20)),
        0,
        4,
    ),
    Group(
        "Hydrangea",
        "Hydrangea",
        _pairs(White="White", Blue="Blue", Green="Emerald, Shamrock", Antique="Antique Green"),
        (("Mini", 85), ("Select", 120), ("Premium", 165), ("Jumbo", 230)),
        (("QB", 25, 1), ("QB", 30, 1), ("QB", 35, 1)),
        100,
        7,
    ),
    Group(
        "Alstroemeria",
        "Alstroemeria",
        _pairs(Pink="Bella", White="Bounty", Purple="Nirvana"),
        (("Select", 32), ("Super Select", 38)),
        (("QB", 14, 10), ("HB", 30, 10)),
        0,
        5,
    ),
    Group(
        "Chrysanthemum",
        "Chrysanthemums",
        _pairs(Orange="Button Paintball", White="Cremon", Yellow="Bombon", Green="Spider Añil"),
        (("Select", 42), ("Fancy", 36)),
        (("QB", 12, 10), ("HB", 24, 10)),
        0,
        4,
    ),
    Group(
        "Gypsophila",
        "Gypsophila",
        _pairs(White="Xlence, Million Stars", Tinted="Arco Íris"),
        (("500 g", 620), ("750 g", 840), ("1000 g", 1060)),
        (("QB", 8, 0), ("HB", 16, 0)),
        0,
        5,
    ),
    Group(
        "Greens",
        "Greens",
        _pairs(Green="Silver Dollar Eucalyptus, Italian Ruscus, Israeli Ruscus, Leatherleaf, Salal")
        + _pairs(Variegated="Pittosporum"),
        (("Regular", 310), ("Long", 420)),
        (("HB", 20, 0), ("QB", 10, 0), ("FB", 45, 0)),
        0,
        5,
    ),
    Group(
        "",
        "Assorted Flowers",
        _pairs(White="Anemone Mistral, Calla, Lisianthus, Stock", Blue="Delphinium Belladonna")
        + _pairs(Pink="Ranunculus Elegance, Snapdragon, Aster Matsumoto", Green="Hypericum")
        + _pairs(Orange="Ranunculus Clooney, Lily LA", Lavender="Scabiosa, Limonium")
        + _pairs(Yellow="Sunflower"),
        (("Select", 75), ("Premium", 98)),
        (("QB", 10, 10), ("QB", 12, 10), ("HB", 22, 10), ("QB", 16, 5)),
        25,
        4,
    ),
)

#: Farms: code, name, airport of origin.
FARMS: tuple[tuple[str, str, str], ...] = (
    ("ALTAM", "Flores Altamira del Norte", "BOG"),
    ("BOSQ", "Rosas del Bosque Nublado", "UIO"),
    ("CUMB", "Cumbre Azul Flowers", "UIO"),
    ("DRIO", "Dos Ríos Farms", "MDE"),
    ("ESPI", "La Espiga Dorada", "BOG"),
    ("FARO", "Jardines El Faro", "BOG"),
    ("GRAN", "Granja Ñusta", "UIO"),
    ("HUER", "Huerta Real Blooms", "MDE"),
    ("IMBA", "Imbabura Petals", "UIO"),
    ("JUNC", "Los Juncos Flower Farm", "BOG"),
    ("KIBO", "Kibo Ridge Roses", "NBO"),
    ("LAGO", "Lago Sereno", "MDE"),
    ("MEER", "Meerzicht Kwekerij", "AMS"),
    ("NIEV", "Nieve Blanca Growers", "UIO"),
    ("OASI", "Oasis de la Sabana", "BOG"),
    ("PENA", "Peña Clara", "UIO"),
)

#: Remarks people type into product names, and other dirt.
REMARKS = (
    " (white to yellowish)",
    " *fragrance*",
    " - cannot be cancelled",
    " .",
    " ",
    "  ",
    ".",
    " (limited)",
)
#: Spellings seen beside the right one.
MISSPELT = {
    "Shimmer": "Shinmer",
    "Escimo": "Eskimo",
    "Amnesia": "Amnésia",
    "Machiatto": "Macchiato",
    "Playa Blanca": "Playablanca",
    "Silantoi": "Silantoy",
    "Mondial": "Mondiál",
}
#: Lengths people type where several are in one line.
SEVERAL_LENGTHS = ("50/60", "5060", "40/50 cm", "60-70")
