"""Files for translators outside: written, read, compared with the lanes, and taken into them.

lane -> units -> format (PO, XLIFF, XLSX) -> file, or archive of files
file -> format -> answers -> changes, which somebody looks at -> draft of the lane
"""
