/** The organization's models and personas by OpenAI's API. */
@NullMarked
package io.sardonyx.openai;

import org.jspecify.annotations.NullMarked;
