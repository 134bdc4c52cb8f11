package vocabulary

import (
	"slices"
	"strings"
)

// split cuts an action into its service and its name.
func (v *Vocabulary) split(action string) (s *service, name string) {
	prefix, name, found := strings.Cut(action, ":")
	if !found {
		return nil, ""
	}
	return v.service(prefix), name
}

// Action returns an action in its own spelling. The first result is empty if its service
// has no such action; known is false if the actions of the service are not known.
func (v *Vocabulary) Action(action string) (spelling string, known bool) {
	s, name := v.split(action)
	if s == nil {
		return "", false
	}
	if a := s.action(name); a != nil {
		return s.prefix + ":" + a.name, true
	}
	return "", true
}

// Actions returns the actions that a pattern such as s3:Get* matches, sorted; known is false
// if the actions of the service are not known. The prefix must not hold a wildcard.
func (v *Vocabulary) Actions(pattern string) (actions []string, known bool) {
	s, name := v.split(pattern)
	if s == nil {
		return nil, false
	}
	if !strings.ContainsAny(name, "*?") {
		if a := s.action(name); a != nil {
			return []string{s.prefix + ":" + a.name}, true
		}
		return nil, true
	}
	folded := strings.ToLower(name)
	for _, a := range s.actions {
		if glob(folded, a.folded) {
			actions = append(actions, s.prefix+":"+a.name)
		}
	}
	return actions, true
}

// PermissionOnly reports whether the action is the name of no call: it is checked beside
// the call that needs it. The mark is known for common services only.
func (v *Vocabulary) PermissionOnly(action string) bool {
	s, name := v.split(action)
	if s == nil {
		return false
	}
	a := s.action(name)
	return a != nil && a.permissionOnly
}

// Resources returns the ARN patterns of the resources that an action takes, such as
// arn:${Partition}:s3:::${BucketName}. None means that the action is checked against * only.
// Known is false if the action is not known.
func (v *Vocabulary) Resources(action string) (patterns []string, known bool) {
	s, name := v.split(action)
	if s == nil {
		return nil, false
	}
	a := s.action(name)
	if a == nil {
		return nil, false
	}
	for _, name := range a.resources {
		patterns = append(patterns, s.resources[name].arn)
	}
	return patterns, true
}

// ServiceResources returns the ARN patterns of all resources of a service.
func (v *Vocabulary) ServiceResources(prefix string) (patterns []string, known bool) {
	s := v.service(prefix)
	if s == nil {
		return nil, false
	}
	return slices.Clone(s.arns), true
}

// glob reports whether a pattern with * and ? matches the whole of text.
func glob(pattern, text string) bool {
	star, mark := -1, 0
	p, t := 0, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
