/*! Numbers in digits and words, without hedge or unit: "37,000", "5.4 million", "twenty-two", "two hundred and five". */
