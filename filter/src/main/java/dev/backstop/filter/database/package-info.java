/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which failure of the database a throwable tells of, by what drivers, pools and frameworks are known to throw.
 *
 * <p>Loaded with the filter. Imports the JDK only, never the Servlet API, and never loads a class of a driver's: those are known by
 * name. Works where the module {@code java.sql} is missing, and finds nothing there. Not API.
 */
@NullMarked
package dev.backstop.filter.database;

import org.jspecify.annotations.NullMarked;
