package tree

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
)

// NotKnownMark is the string that stands in JSON for a value that is not known yet.
const NotKnownMark = "(known after apply)"

// FromJSON reads a value from JSON, in which [NotKnownMark] is a value that is not known yet.
func FromJSON(text []byte) (Value, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var raw any
	if err := decoder.Decode(&raw); err != nil {
		return Value{}, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return Value{}, fmt.Errorf("there is more than one value")
	}
	return fromJSON(raw)
}

func fromJSON(raw any) (Value, error) {
	switch raw := raw.(type) {
	case nil:
		return Value{}, nil
	case string:
		if raw == NotKnownMark {
			return NotKnown(), nil
		}
		return Text(raw), nil
	case bool:
		return Flag(raw), nil
	case json.Number:
		f, _, err := big.ParseFloat(raw.String(), 10, 512, big.ToNearestEven)
		return Num(f), err
	case []any:
		list := make([]Value, len(raw))
		for i, element := range raw {
			v, err := fromJSON(element)
			if err != nil {
				return Value{}, err
			}
			list[i] = v
		}
		return ListOf(list), nil
	case map[string]any:
		members := make(map[string]Value, len(raw))
		for name, member := range raw {
			v, err := fromJSON(member)
			if err != nil {
				return Value{}, err
			}
			members[name] = v
		}
		return MapOf(members), nil
	}
	return Value{}, fmt.Errorf("unexpected %T", raw)
}
