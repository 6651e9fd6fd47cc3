/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The demo itself: puts the shop on stage once for each side, bare, with the filter and with the agent, and shows what came
 * of it on a page and in the terminal.
 *
 * <p>The only package that knows all the others.
 */
@NullMarked
package dev.backstop.demo;

import org.jspecify.annotations.NullMarked;
