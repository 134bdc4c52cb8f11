package match

import (
	"bytes"
	"encoding/base64"
)

// binaryOperand is a value of BinaryEquals: bytes in base64.
type binaryOperand struct {
	content []byte
	ok      bool
}

func newBinary(text string) operand {
	content, ok := ParseBinary(text)
	return binaryOperand{content, ok}
}

func (o binaryOperand) compare(value string, _ Context) verdict {
	content, ok := ParseBinary(value)
	return verdictOf(o.ok && ok && bytes.Equal(o.content, content))
}

// ParseBinary reads base64; false if the text is none.
func ParseBinary(text string) ([]byte, bool) {
	content, err := base64.StdEncoding.Strict().DecodeString(text)
	return content, err == nil
}
