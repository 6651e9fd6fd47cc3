/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The filter in Spring Boot, whose embedded containers read no web fragments.
 *
 * <p>Loaded with the filter, and by nobody but Spring Boot. The only package that imports Spring.
 */
@NullMarked
package dev.backstop.filter.spring;

import org.jspecify.annotations.NullMarked;
