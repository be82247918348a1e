"""What a reader says of a document: English source sentences beside their codes."""


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation and give it back; the reader itself knows no languages."""
    return text


# Why a file is refused. The names in brackets are the error's details.
REFUSALS = {
    "empty": gettext_noop("The file is empty."),
    "too_large": gettext_noop("The file is larger than %(megabytes)d MB."),
    "picture": gettext_noop(
        "This is a picture, not a document. Upload the order as a Word or Excel file, not as a scan."
    ),
    "pdf": gettext_noop("This is a PDF. Upload the order as a Word or Excel file."),
    "old_doc": gettext_noop(
        "This is a document of an old format (.doc, .xls or .rtf). Open it in the editor "
        "and save it as .docx or .xlsx."
    ),
    "old_unread": gettext_noop(
        "The document of an old format cannot be read. Open it in the editor and save it as .docx or .xlsx."
    ),
    "old_slow": gettext_noop(
        "The document of an old format takes too long to be read. Open it in the editor "
        "and save it as .docx or .xlsx."
    ),
    "other_office": gettext_noop(
        "This is neither a text nor a sheet of OpenDocument. Upload the order as .odt, .ods, .docx or .xlsx."
    ),
    "encrypted": gettext_noop(
        "The file is protected by a password. Remove the password and upload it again."
    ),
    "not_word": gettext_noop("This is not a document of Word, Excel or OpenDocument."),
    "broken": gettext_noop("The file is damaged: it cannot be read as a document."),
    "bomb": gettext_noop("The file unpacks to an improper size and was not read."),
    "too_heavy": gettext_noop(
        "The document takes too much time or memory to be read. Remove what is no part of the roadmap "
        "and upload it again."
    ),
    "no_plan": gettext_noop(
        "The document has no table of a plan: a table with columns for activities, deadlines and people "
        "who answer for them."
    ),
}

# What a person should look at in a document that was read.
NOTICES = {
    "no_title": gettext_noop("The title of the roadmap was not found."),
    "no_period": gettext_noop("The period of the roadmap was not found."),
    "no_order_number": gettext_noop("The number of the order was not found."),
    "no_order_date": gettext_noop("The date of the order was not found."),
    "no_deadline": gettext_noop("No deadline is written."),
    "no_responsible": gettext_noop("Nobody is named as responsible."),
    "empty_column": gettext_noop("Nothing is written in this column."),
    "no_title_of_row": gettext_noop("The row has no activity's text."),
    "same_number": gettext_noop("The number %(number)s stands at several rows."),
    "cut_row": gettext_noop("The row was joined to the one above it: it looks cut by a page break."),
    "merged_over_sections": gettext_noop(
        "The cell is merged over rows of different sections: it is unclear to which of them it belongs. "
        "It was read for all of them."
    ),
    "merged_over_columns": gettext_noop(
        "The cell is merged over the columns %(columns)s: it is unclear to which of them it belongs. "
        "It was read as “%(column)s”."
    ),
    "merged_unevenly": gettext_noop(
        "The cell is merged unevenly: here it lies under other columns than above. "
        "It is unclear whether it belongs to this row."
    ),
    "number_of_ten": gettext_noop(
        "The number %(written)s was read as %(number)s: the sheet had lost its zero."
    ),
    "unknown_column": gettext_noop("The column was not recognised and is kept as it is."),
    "guessed_column": gettext_noop("The column was recognised by what is written in it, not by its heading."),
    "headings_above": gettext_noop(
        "The table has no headings: its columns are those of the table before it."
    ),
    "no_headings": gettext_noop(
        "The table has no headings: its columns were recognised by what is written in them."
    ),
    "wrong_average": gettext_noop(
        "A printed average is not that of its rows (in brackets what the rows give): %(averages)s."
    ),
    "hidden_sheet": gettext_noop("The hidden sheet “%(sheet)s” is no part of the plan and was kept as text."),
    "other_sheet": gettext_noop("The sheet “%(sheet)s” is no part of the plan and was kept as text."),
    "hidden_sheet_read": gettext_noop(
        "The hidden sheet “%(sheet)s” was read too: the sheets that are seen have no plan."
    ),
    "uncounted": gettext_noop(
        "Formulas of the sheet “%(sheet)s” have no value and were read as they are written: %(cells)s. "
        "Open the file in Excel, save it and upload it again."
    ),
    "hidden_rows": gettext_noop("Hidden rows of the sheet “%(sheet)s” were read too: %(hidden)s."),
    "hidden_columns": gettext_noop("Hidden columns of the sheet “%(sheet)s” were read too: %(hidden)s."),
}

# Where it is.
PLACES = {
    "document": gettext_noop("the document"),
    "table": gettext_noop("table %(table)d"),
    "row": gettext_noop("table %(table)d, row %(row)d"),
    "column": gettext_noop("table %(table)d, column “%(column)s”"),
    "cell": gettext_noop("table %(table)d, row %(row)d, column “%(column)s”"),
}
