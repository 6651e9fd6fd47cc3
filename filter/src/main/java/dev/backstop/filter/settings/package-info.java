/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What can be set, and how it is read: one list of settings as data, used by the code, by validation and by the README.
 *
 * <p>Loaded with the filter. Imports the JDK only. Not API: the names of the settings are, the classes are not.
 */
@NullMarked
package dev.backstop.filter.settings;

import org.jspecify.annotations.NullMarked;
