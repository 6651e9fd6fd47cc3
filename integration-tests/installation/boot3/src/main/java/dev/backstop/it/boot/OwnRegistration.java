/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.boot;

import dev.backstop.filter.BackstopFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** An application that registers the filter itself, with a setting of its own. */
@Configuration
@ConditionalOnProperty("it.own-registration")
class OwnRegistration {
    @Bean
    FilterRegistrationBean<BackstopFilter> ownGuard() {
        FilterRegistrationBean<BackstopFilter> registration = new FilterRegistrationBean<>(new BackstopFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.addInitParameter("backstop.exceptions.out-of-memory-status", "507");
        return registration;
    }
}
