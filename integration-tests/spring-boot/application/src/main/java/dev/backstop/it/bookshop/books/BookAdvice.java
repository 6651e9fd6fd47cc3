/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

import java.net.URI;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The application's own answers to what goes wrong with books. */
@RestControllerAdvice
class BookAdvice {
    @ExceptionHandler
    ProblemDetail notFound(BookNotFoundException e) {
        return problem(HttpStatus.NOT_FOUND, "not-found", e);
    }

    @ExceptionHandler
    ProblemDetail duplicate(DuplicateKeyException e) {
        return problem(HttpStatus.CONFLICT, "duplicate", e);
    }

    /** An error that the client may try again, as the application says it. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> priceUnknown(PriceUnknownException e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "7")
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "price-unknown", e));
    }

    private static ProblemDetail problem(HttpStatus status, String type, Exception e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
        problem.setType(URI.create("https://bookshop.example/problems/" + type));
        problem.setProperty("shop", "bookshop");
        return problem;
    }
}
