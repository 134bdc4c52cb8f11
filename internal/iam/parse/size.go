package parse

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// Limit is the number of characters AWS takes in an endpoint policy, white space included.
// The quota cannot be raised.
const Limit = 20_480

// nearLimit is where a policy is close enough to the limit to say so: nine tenths of it.
const nearLimit = Limit / 10 * 9

// Characters counts a policy as AWS gets it. The provider hashicorp/aws reads the text and
// writes it anew before it sends it: white space goes, of two equal keys the last stays, and
// each of < > & becomes six characters. A text that is not JSON is never sent; its own
// characters are counted.
func Characters(text string) int {
	var value any
	if json.Unmarshal([]byte(text), &value) == nil {
		if sent, err := json.Marshal(value); err == nil {
			return utf8.RuneCount(sent)
		}
	}
	return utf8.RuneCountInString(text)
}

func reportSize(found *problems, characters int) {
	start := ast.At{Line: 1, Column: 1}
	switch {
	case characters > Limit:
		// Still a document: it can be evaluated, and above all it can be minified.
		found.note(TooLong, start, "The policy has %s characters as it is sent; an endpoint policy has at most %s.", grouped(characters), grouped(Limit))
	case characters >= nearLimit:
		found.note(NearLimit, start, "The policy has %s characters as it is sent, of at most %s.", grouped(characters), grouped(Limit))
	}
}

// grouped writes 20480 as 20,480.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
