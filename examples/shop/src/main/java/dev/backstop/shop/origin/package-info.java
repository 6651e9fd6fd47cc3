/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The shop in a servlet container as its vendor ships it, with the filters that the caller declares and nothing else
 * changed.
 *
 * <p>One class for each container; only that class knows the container.
 */
@NullMarked
package dev.backstop.shop.origin;

import org.jspecify.annotations.NullMarked;
