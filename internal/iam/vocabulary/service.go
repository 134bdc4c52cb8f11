package vocabulary

import (
	"archive/zip"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// service holds the words of one action prefix.
type service struct {
	prefix    string
	resources map[string]resource
	arns      []string
	keys      keyTable
	actions   []*action // sorted by their names without case
}

// resource is a type of resource.
type resource struct {
	arn  string
	keys []string
}

// action is one action of a service.
type action struct {
	name           string
	folded         string
	resources      []string
	keys           []string
	permissionOnly bool
}

// serviceLine is a resource type, a condition key or an action.
type serviceLine struct {
	Resource       string
	ARN            string
	Key            string
	Type           string
	Action         string
	Resources      []string
	Keys           []string
	PermissionOnly bool `json:"permission_only"`
}

func readService(prefix string, member *zip.File) (*service, error) {
	s := &service{prefix: prefix, resources: map[string]resource{}}
	for line, err := range lines[serviceLine](member) {
		switch {
		case err != nil:
			return nil, err
		case line.Resource != "":
			s.resources[line.Resource] = resource{arn: line.ARN, keys: line.Keys}
			s.arns = append(s.arns, line.ARN)
		case line.Key != "":
			s.keys.add(line.Key, line.Type)
		case line.Action != "":
			s.actions = append(s.actions, &action{
				name: line.Action, folded: strings.ToLower(line.Action),
				resources: line.Resources, keys: line.Keys, permissionOnly: line.PermissionOnly,
			})
		default:
			return nil, fmt.Errorf("%s: a line is neither resource, key nor action", member.Name)
		}
	}
	slices.SortFunc(s.actions, func(a, b *action) int { return strings.Compare(a.folded, b.folded) })
	return s, nil
}

// action finds an action by its name in any case.
func (s *service) action(name string) *action {
	folded := strings.ToLower(name)
	i, found := slices.BinarySearchFunc(s.actions, folded, func(a *action, name string) int {
		return cmp.Compare(a.folded, name)
	})
	if !found {
		return nil
	}
	return s.actions[i]
}

// lines decodes a member of the archive line by line.
func lines[T any](member *zip.File) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var line T
		if member == nil {
			yield(line, errors.New("a file of the archive is missing"))
			return
		}
		r, err := member.Open()
		if err != nil {
			yield(line, err)
			return
		}
		defer r.Close()
		decoder := json.NewDecoder(r)
		for {
			var line T
			err := decoder.Decode(&line)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(line, fmt.Errorf("%s: %w", member.Name, err))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
	}
}
