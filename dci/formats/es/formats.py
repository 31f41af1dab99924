"""How Spanish dates and numbers are written: 18 de diciembre de 2014, 57 000, but 4499."""

DATE_FORMAT = r"j \d\e F \d\e Y"
DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
YEAR_MONTH_FORMAT = r"F \d\e Y"
MONTH_DAY_FORMAT = r"j \d\e F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
# Ortografía de la lengua española (2010): four digits stay together.
UNGROUPED_DIGITS = 4
