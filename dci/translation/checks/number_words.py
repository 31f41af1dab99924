"""Numbers, months and currencies in words, in the languages that we can read."""


def _number(words: str, start: int = 0, step: int = 1) -> dict[str, float]:
    return {
        word: float(start + step * place)
        for place, choices in enumerate(words.split())
        for word in choices.split("/")
    }


# English "once" is 1 and Spanish "once" is 11: a number in words only ever excuses.
NUMBERS = {
    **_number(
        "zero one two/twice three four five six seven eight nine ten eleven twelve thirteen"
        " fourteen fifteen sixteen seventeen eighteen nineteen"
    ),
    **_number("ten twenty thirty forty fifty sixty seventy eighty ninety hundred", 10, 10),
    **_number("first second third fourth fifth sixth seventh eighth ninth tenth", 1),
    **_number(
        "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
        " quinze seize"
    ),
    **_number("dix vingt/vingts trente quarante cinquante soixante septante huitante", 10, 10),
    **_number("premier/première deuxième/second/seconde troisième quatrième cinquième", 1),
    **_number(
        "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
        " quince dieciséis diecisiete dieciocho diecinueve"
    ),
    **_number(
        "veintiuno/veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete"
        " veintiocho veintinueve",
        21,
    ),
    **_number("diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 10, 10),
    **_number("primer/primero/primera segundo/segunda tercer/tercero/tercera cuarto/cuarta", 1),
    **dict.fromkeys(["dozen", "douzaine", "docena"], 12.0),
    **dict.fromkeys(["cent", "cien", "ciento", "centaine", "centenar"], 100.0),
    **dict.fromkeys(["thousand", "mille", "mil", "millier", "millar"], 1000.0),
}

# "1.5 million" may be written out elsewhere; a billion is a thousand millions in Spanish.
SCALES = {
    **dict.fromkeys(["thousand", "mille", "mil", "milliers", "miles"], (1000,)),
    **dict.fromkeys(
        ["million", "millions", "millón", "millones", "m"],
        (1_000_000,),
    ),
    **dict.fromkeys(["billion", "billions", "milliard", "milliards", "bn"], (1000, 1_000_000)),
}

_MONTHS = [
    "january jan janvier janv enero ene",
    "february feb février févr febrero",
    "march mar mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug août aout agosto ago",
    "september sept sep septembre septiembre setiembre",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec décembre déc diciembre dic",
]
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

CURRENCIES = {
    **dict.fromkeys(["€", "eur", "euro", "euros"], "EUR"),
    **dict.fromkeys(["$", "usd", "dollar", "dollars", "dólar", "dólares"], "USD"),
    **dict.fromkeys(["£", "gbp"], "GBP"),
    **dict.fromkeys(["chf"], "CHF"),
}
