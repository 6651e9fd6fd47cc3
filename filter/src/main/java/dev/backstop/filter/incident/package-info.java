/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Faults, and what is told of them: the incident with its id, and the log.
 *
 * <p>Loaded with the filter. Imports the JDK, SLF4J, the settings and the database's failures, never the Servlet API. Not API.
 */
@NullMarked
package dev.backstop.filter.incident;

import org.jspecify.annotations.NullMarked;
