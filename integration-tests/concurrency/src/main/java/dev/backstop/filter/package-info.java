/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The threads that meet at one {@link dev.backstop.filter.OwnedResponse}, two or three at a time: each class is a scenario with the
 * outcomes that it may have; any other is an error. {@link dev.backstop.filter.StressedResponse} says what the threads do.
 *
 * <p>In the filter's package, because what it tests is not public.
 */
@NullMarked
package dev.backstop.filter;

import org.jspecify.annotations.NullMarked;
