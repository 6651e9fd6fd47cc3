/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

/** The price of this book cannot be told now. */
final class PriceUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PriceUnknownException(String isbn) {
        super("No price of " + isbn);
    }
}
