/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

/** No book has this number. */
final class BookNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BookNotFoundException(String isbn) {
        super("No book " + isbn);
    }
}
