"""Small words by which a language is known: frequent, and rarely a word of the others."""

_LISTS = {
    "en": "the and of with for that this which from are was were their has have been by not it its"
    " they who what how on to in is as at be or",
    "fr": "le la les des du de et en une un est sont que qui dans pour par sur avec au aux ce cette"
    " ces son sa ses leur leurs ne pas plus il elle ils elles nous vous à",
    "es": "el la los las del de y en una un es son que con para por se su sus al lo como más no ha"
    " han este esta estos estas fue entre sobre también",
}
STOP_WORDS = {code: set(words.split()) for code, words in _LISTS.items()}
