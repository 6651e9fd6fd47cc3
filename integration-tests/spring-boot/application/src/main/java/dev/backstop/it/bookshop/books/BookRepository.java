/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/** Implemented by Spring Data JDBC. */
interface BookRepository extends ListCrudRepository<Book, String> {
    /** The longest ones. */
    List<Book> findTop3ByOrderByPagesDescIsbnAsc();

    /** Asks for a table that nobody has made. */
    @Query("select * from review where isbn = :isbn")
    List<Book> findReviews(String isbn);
}
