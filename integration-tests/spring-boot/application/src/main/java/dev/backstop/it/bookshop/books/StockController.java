/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

import dev.backstop.it.bookshop.faults.Gates;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Counts books in transactions that may take long. */
@RestController
class StockController {
    private final BookRepository books;
    private final TransactionTemplate transaction;
    private final Gates gates;

    StockController(BookRepository books, TransactionTemplate transaction, Gates gates) {
        this.books = books;
        this.transaction = transaction;
        this.gates = gates;
    }

    /** Keeps a connection of the pool while it hangs. */
    @GetMapping("/stock/{gate}")
    String stock(@PathVariable String gate) {
        Long count = transaction.execute(status -> {
            long found = books.count();
            gates.named(gate).pass();
            return found;
        });
        return count + " books";
    }
}
