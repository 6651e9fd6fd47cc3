/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tasks that a request hands over to other threads, followed until they end: one that fails while nobody else is left to answer the
 * request is told to the filter.
 */
@NullMarked
package dev.backstop.agent.task;

import org.jspecify.annotations.NullMarked;
