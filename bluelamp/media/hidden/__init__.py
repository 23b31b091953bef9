"""What lies hidden in documents, spreadsheets, slides and PDFs. All of it runs in a child process (`media.hidden.child`).

Each reader gives a Counter of codes, see `media.paper_words.FOUND`.
"""
