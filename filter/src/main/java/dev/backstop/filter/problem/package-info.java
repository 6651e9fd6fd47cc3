/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Error bodies: what a client accepts, and the same problem as JSON (RFC 9457), HTML or plain text.
 *
 * <p>Loaded with the filter. Imports the JDK only, never the Servlet API. Not API.
 */
@NullMarked
package dev.backstop.filter.problem;

import org.jspecify.annotations.NullMarked;
