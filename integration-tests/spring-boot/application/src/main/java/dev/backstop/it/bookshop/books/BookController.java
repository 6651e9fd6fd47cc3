/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Books by REST. */
@RestController
@RequestMapping("/books")
class BookController {
    private final BookRepository books;

    BookController(BookRepository books) {
        this.books = books;
    }

    @GetMapping
    List<Book> longest() {
        return books.findTop3ByOrderByPagesDescIsbnAsc();
    }

    @GetMapping("/{isbn}")
    ResponseEntity<Book> one(@PathVariable String isbn) {
        Book book = books.findById(isbn).orElseThrow(() -> new BookNotFoundException(isbn));
        return ResponseEntity.ok().eTag("v" + book.version()).body(book);
    }

    @PostMapping
    ResponseEntity<Book> add(@Valid @RequestBody Book book) {
        Book added = books.save(new Book(book.isbn(), book.title(), book.pages(), null));
        return ResponseEntity.created(URI.create("/books/" + added.isbn())).body(added);
    }

    @DeleteMapping("/{isbn}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String isbn) {
        books.deleteById(isbn);
    }

    /** Fails in a way that the application has an answer for. */
    @GetMapping("/{isbn}/price")
    String price(@PathVariable String isbn) {
        throw new PriceUnknownException(isbn);
    }

    /** Fails in the database, in a way that nobody has thought of. */
    @GetMapping("/{isbn}/reviews")
    List<Book> reviews(@PathVariable String isbn) {
        return books.findReviews(isbn);
    }
}
