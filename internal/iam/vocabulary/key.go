package vocabulary

import (
	"maps"
	"slices"
	"strings"
)

// keyLine is a global condition key in the archive.
type keyLine struct {
	Key  string
	Type string
}

// keyTable finds condition keys by name, without case. Names such as s3:BucketTag/${TagKey}
// stand for any name with that beginning and end.
type keyTable struct {
	exact    map[string]keyLine
	patterns []keyPattern
}

// keyPattern is the name of a key with one open part.
type keyPattern struct {
	line          keyLine
	before, after string
}

func (t *keyTable) add(key, kind string) {
	folded := strings.ToLower(key)
	line := keyLine{Key: key, Type: kind}
	if before, after, open := openPart(folded); open {
		t.patterns = append(t.patterns, keyPattern{line: line, before: before, after: after})
		return
	}
	if t.exact == nil {
		t.exact = map[string]keyLine{}
	}
	t.exact[folded] = line
}

// openPart cuts a name at its placeholder, ${…} or <…>.
func openPart(key string) (before, after string, open bool) {
	for _, brackets := range [][2]string{{"${", "}"}, {"<", ">"}} {
		before, rest, found := strings.Cut(key, brackets[0])
		if !found {
			continue
		}
		_, after, found := strings.Cut(rest, brackets[1])
		return before, after, found
	}
	return "", "", false
}

// find looks a key up. Of several patterns the longest decides.
func (t *keyTable) find(key string) (keyLine, bool) {
	folded := strings.ToLower(key)
	if line, ok := t.exact[folded]; ok {
		return line, true
	}
	best := -1
	for i, p := range t.patterns {
		if p.matches(folded) && (best < 0 || len(p.before)+len(p.after) > len(t.patterns[best].before)+len(t.patterns[best].after)) {
			best = i
		}
	}
	if best < 0 {
		return keyLine{}, false
	}
	return t.patterns[best].line, true
}

func (p keyPattern) matches(folded string) bool {
	return len(folded) > len(p.before)+len(p.after) && strings.HasPrefix(folded, p.before) && strings.HasSuffix(folded, p.after)
}

// names lists the keys as they are written in documentation, sorted.
func (t *keyTable) names() []string {
	var names []string
	for _, line := range t.exact {
		names = append(names, line.Key)
	}
	for _, p := range t.patterns {
		names = append(names, p.line.Key)
	}
	slices.Sort(names)
	return names
}

// GlobalKeys lists the keys that do not belong to one service, sorted.
func (v *Vocabulary) GlobalKeys() []string { return v.global.names() }

// GlobalKey reports whether the key is one that any service may support.
func (v *Vocabulary) GlobalKey(key string) bool {
	_, ok := v.global.find(key)
	return ok
}

// ServiceKeys lists the keys of a service, sorted; false where they are not known.
func (v *Vocabulary) ServiceKeys(prefix string) ([]string, bool) {
	s := v.service(prefix)
	if s == nil {
		return nil, false
	}
	return s.keys.names(), true
}

// The types of values that a condition key can hold. A type that begins with ArrayOf is
// that of a key with several values in one request.
const (
	String    = "String"
	ARN       = "ARN"
	Bool      = "Bool"
	Date      = "Date"
	Numeric   = "Numeric"
	IPAddress = "IPAddress"
	ArrayOf   = "ArrayOf"
)

// KeyType returns the type of a global key, a service's own or an identity provider's:
// String, ARN, Bool, Date, Numeric, IPAddress, or one of them after ArrayOf. False where the
// key is not known.
func (v *Vocabulary) KeyType(key string) (string, bool) {
	line, ok := v.key(key)
	return line.Type, ok
}

// KeyKnown reports whether a key of that name exists; judged is false if the keys of the
// service it would belong to are not known.
func (v *Vocabulary) KeyKnown(key string) (exists, judged bool) {
	if _, ok := v.key(key); ok {
		return true, true
	}
	prefix, _, _ := strings.Cut(key, ":")
	return false, strings.EqualFold(prefix, "aws") || v.ActionsKnown(prefix)
}

// key finds a key wherever it belongs.
func (v *Vocabulary) key(key string) (keyLine, bool) {
	for _, table := range []*keyTable{&v.global, &v.other} {
		if line, ok := table.find(key); ok {
			return line, true
		}
	}
	prefix, _, _ := strings.Cut(key, ":")
	if s := v.service(prefix); s != nil {
		return s.keys.find(key)
	}
	return keyLine{}, false
}

// ActionKeys returns the condition keys of an action and of the resources it takes, sorted;
// global keys stand among them only where the action names them. False where the action is
// not known.
func (v *Vocabulary) ActionKeys(action string) ([]string, bool) {
	s, name := v.split(action)
	if s == nil {
		return nil, false
	}
	a := s.action(name)
	if a == nil {
		return nil, false
	}
	keys := map[string]bool{}
	for _, key := range a.keys {
		keys[key] = true
	}
	for _, name := range a.resources {
		for _, key := range s.resources[name].keys {
			keys[key] = true
		}
	}
	return slices.Sorted(maps.Keys(keys)), true
}

// SupportsKey reports whether requests of an action can carry a service's own condition
// key. Global keys are supported by every action. Known is false if the action is not known.
func (v *Vocabulary) SupportsKey(action, key string) (supported, known bool) {
	s, name := v.split(action)
	if s == nil {
		return false, false
	}
	a := s.action(name)
	if a == nil {
		return false, false
	}
	if v.GlobalKey(key) {
		return true, true
	}
	line, ok := v.key(key)
	if !ok {
		return false, true
	}
	if slices.Contains(a.keys, line.Key) {
		return true, true
	}
	return slices.ContainsFunc(a.resources, func(name string) bool {
		return slices.Contains(s.resources[name].keys, line.Key)
	}), true
}
