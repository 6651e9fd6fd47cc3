/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Each asynchronous type that Spring MVC knows, when it works and when it does not. */
@NullMarked
package dev.backstop.it.bookshop.async;

import org.jspecify.annotations.NullMarked;
