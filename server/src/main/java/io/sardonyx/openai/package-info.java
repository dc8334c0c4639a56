/** The organization's models and personas in the words of OpenAI's API, for clients of that. */
@NullMarked
package io.sardonyx.openai;

import org.jspecify.annotations.NullMarked;
