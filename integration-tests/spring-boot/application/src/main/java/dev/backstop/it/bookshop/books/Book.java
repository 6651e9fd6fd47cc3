/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.books;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/** A row of the table. Without a version it is a new one. */
public record Book(
        @Id @Pattern(regexp = "\\d{13}") String isbn,
        @NotBlank String title,
        @Min(1) int pages,
        @Version @Nullable Integer version) {}
