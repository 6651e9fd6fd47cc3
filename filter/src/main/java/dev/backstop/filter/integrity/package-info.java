/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a proxy refuses of a response's head: names and values, framing, sizes.
 *
 * <p>Loaded with the filter. Imports the JDK only. Not API.
 */
@NullMarked
package dev.backstop.filter.integrity;

import org.jspecify.annotations.NullMarked;
