/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What single operations of the filter cost that are not public, and are done in every request. In the filter's package for that reason;
 * otherwise as {@link dev.backstop.benchmarks}.
 */
@NullMarked
package dev.backstop.filter;

import org.jspecify.annotations.NullMarked;
