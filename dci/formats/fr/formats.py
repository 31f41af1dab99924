"""How French dates and numbers are written: 1er mars 2014, 57 000 (narrow no-break space)."""

DATE_FORMAT = "j F Y"
FIRST_OF_MONTH_FORMAT = r"1\e\r F Y"
DATETIME_FORMAT = r"j F Y \à H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
