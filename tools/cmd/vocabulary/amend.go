package main

import "slices"

// amendedTypes corrects types of global keys where the package differs from AWS's page of
// global condition keys.
var amendedTypes = map[string]string{
	"aws:SourceVpcArn": "ARN", // "works with ARN operators"
}

// amendedResources adds resource types that AWS's own policies give to actions for which its
// reference lists none, by action. The value is the ARN pattern of the type.
var amendedResources = map[string]map[string]string{
	// The sample policies for Session Manager limit users to their own sessions:
	// https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
	"ssmmessages:OpenDataChannel": {"session": "arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}"},
}

// marks is what one page of AWS's service authorization reference lists in its section
// "Permission-only actions": actions that no API operation invokes directly.
type marks struct {
	// page is a file of github.com/c2hans/aws-docs in docs/service-authorization/latest/reference,
	// a copy of https://docs.aws.amazon.com/service-authorization/latest/reference made in
	// 2026, and the commit that was read.
	page    string
	prefix  string
	actions []string
}

// permissionOnly holds these sections for services whose endpoint policies are commonly
// written by hand. The package does not carry that mark. An action that merely has another
// name than the calls it is checked for, such as s3:ReplicateObject or
// dynamodb:PartiQLSelect, stands among the other actions there, and not here.
var permissionOnly = []marks{
	{"list_dynamodb.md@4be7d6f6e3ae7e232589b70c00a326157ba3800b", "dynamodb", []string{
		"AssociateTableReplica", "CreateGlobalTableWitness", "CreateTableReplica", "DeleteGlobalTableWitness",
		"DeleteTableReplica", "DescribeReservedCapacity", "DescribeReservedCapacityOfferings", "GetAbacStatus",
		"InjectError", "PurchaseReservedCapacityOfferings", "ReadDataForReplication", "ReplicateSettings",
		"RestoreTableFromAwsBackup", "StartAwsBackupJob", "UpdateAbacStatus", "UpdateGlobalTableVersion",
		"WriteDataForReplication",
	}},
	{"list_ecr.md@4be7d6f6e3ae7e232589b70c00a326157ba3800b", "ecr", []string{
		"BatchImportUpstreamImage", "GetImageCopyStatus", "ReplicateImage",
	}},
	{"list_iam.md@9a3d9b4027a3cf817aa962967024a384f63fa075", "iam", []string{"PassRole"}},
	{"list_logs.md@ea9854b18c58ec5af7eaf20ffaeda4901bcb4927", "logs", []string{
		"CallWithBearerToken", "CreateLogDelivery", "DeleteLogDelivery", "DeletePipelineRule", "GetLogDelivery",
		"IntegrateWithS3Table", "Link", "ListEntitiesForLogGroup", "ListLogDeliveries", "ListLogGroupsForEntity",
		"ProcessWithPipeline", "PutPipelineRule", "StopLiveTail", "Unmask", "UpdateLogDelivery",
	}},
	{"list_s3.md@9a3d9b4027a3cf817aa962967024a384f63fa075", "s3", []string{"InitiateReplication", "PauseReplication"}},
	{"list_sts.md@4be7d6f6e3ae7e232589b70c00a326157ba3800b", "sts", []string{
		"GetServiceBearerToken", "SetContext", "SetSourceIdentity", "TagGetWebIdentityToken", "TagSession",
	}},
}

// isPermissionOnly reports whether the reference lists an action as permission only.
func isPermissionOnly(prefix, action string) bool {
	return slices.ContainsFunc(permissionOnly, func(m marks) bool {
		return m.prefix == prefix && slices.Contains(m.actions, action)
	})
}
