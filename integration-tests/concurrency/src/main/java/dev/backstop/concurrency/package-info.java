/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Runs the scenarios of {@code dev.backstop.filter} in jcstress, and judges what came out.
 *
 * <p>May import jcstress, of which it uses more than its annotations.
 */
@NullMarked
package dev.backstop.concurrency;

import org.jspecify.annotations.NullMarked;
