"""What the page ``About us`` says."""

RIGHTS = '<p data-block-key="a">Every child has rights.</p>'
COURT = '<p data-block-key="b">Also <b>in</b> court.</p>'
BODY = [
    {"type": "heading", "id": "h", "value": "Our work"},
    {"type": "text", "id": "t", "value": RIGHTS + COURT},
    {
        "type": "figures",
        "id": "f",
        "value": [
            {
                "type": "item",
                "id": "i",
                "value": {
                    "qualifier": "none",
                    "value": 90,
                    "label": "organisations",
                    "year": None,
                    "source": "",
                },
            }
        ],
    },
]
