# A private EKS cluster in Seoul that also uses S3, DynamoDB and Secrets Manager:
# which VPC endpoints does it need, and why? No AWS account is asked.

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

provider "vpce" {
  region = "ap-northeast-2"
}

data "vpce_recommendation" "this" {
  # What the cluster itself needs, with three optional parts: container logs, the load
  # balancer controller, and calls to the EKS API from inside the VPC.
  workloads = {
    eks_private_cluster = ["logs", "elasticloadbalancing", "eks"]
  }

  # What the application needs besides.
  services = ["s3", "dynamodb", "secretsmanager"]
}

output "endpoints" {
  description = "The endpoints to create: type, service name and why."
  value = {
    for key, endpoint in data.vpce_recommendation.this.endpoints : key => {
      type         = endpoint.vpc_endpoint_type
      service_name = endpoint.service_name
      reasons      = endpoint.reasons
    }
  }
}
