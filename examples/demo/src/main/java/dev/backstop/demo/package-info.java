/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The demo itself: puts the shop on stage twice, bare and guarded, and shows both on a page and in the terminal.
 *
 * <p>The only package that knows all the others.
 */
@NullMarked
package dev.backstop.demo;

import org.jspecify.annotations.NullMarked;
